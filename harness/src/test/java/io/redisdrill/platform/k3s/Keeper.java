package io.redisdrill.platform.k3s;

import java.io.IOException;

/** A program that opens a cluster which stays, says what it is, and ends when it is let go. */
final class Keeper {
  static final String SAYS = "kept: ";

  private Keeper() {}

  public static void main(String[] arguments) throws IOException {
    try (K3sPlatform platform = K3sPlatform.open(K3sSettings.standard().keeping())) {
      String kubeconfig = platform.kubeconfig();
      String authority =
          kubeconfig.lines().filter(line -> line.contains("server:")).findFirst().orElseThrow();
      System.out.println(SAYS + authority.strip());
      System.out.println(SAYS + platform.s3().orElseThrow().fromHere());
      System.out.println(SAYS + platform.remark().orElse("nothing"));
      System.in.readAllBytes();
    }
  }
}
