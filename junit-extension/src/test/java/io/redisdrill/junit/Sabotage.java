package io.redisdrill.junit;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.Platform;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;

/** An embedded platform on which a kill takes the data files with it. */
final class Sabotage implements Platform {
  private final EmbeddedPlatform embedded = EmbeddedPlatform.open();

  @Override
  public String name() {
    return "sabotaged";
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public Optional<String> unavailable(Capability what) {
    return what == Capability.NODE_RESTART
        ? Optional.of("there is no node")
        : embedded.unavailable(what);
  }

  @Override
  public RunningRedis deploy(Deployment deployment) {
    RunningRedis redis = embedded.deploy(deployment);
    return (RunningRedis)
        Proxy.newProxyInstance(
            Sabotage.class.getClassLoader(),
            new Class<?>[] {RunningRedis.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("kill")) {
                loseEverything(redis);
                return null;
              }
              try {
                return method.invoke(redis, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static void loseEverything(RunningRedis redis) {
    redis.stop(Duration.ofSeconds(10));
    redis.files().list().forEach(file -> redis.files().delete(file.path()));
    redis.start();
  }

  @Override
  public void close() {
    embedded.close();
  }
}
