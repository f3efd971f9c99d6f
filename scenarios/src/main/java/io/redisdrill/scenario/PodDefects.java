package io.redisdrill.scenario;

import io.redisdrill.DrillResult;
import io.redisdrill.Verdict;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.NoFault;
import io.redisdrill.fault.PodDelete;
import io.redisdrill.load.Workload;
import io.redisdrill.stack.Applying;
import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What goes wrong between Kubernetes and a Redis, before or after any fault. */
final class PodDefects {
  private static final String FOLDER = "io/redisdrill/scenario/track-record/";
  private static final String GUIDE = "a published guide to Redis persistence on Kubernetes";
  private static final Applying IN_PODS = Applying.usually().inPods();

  private PodDefects() {}

  static List<Defect> all() {
    return List.of(
        probeEnv(), probeLoose(), slash(), ampersand(), noService(), twoCores(), forcedDelete());
  }

  private static Defect probeEnv() {
    String field = "spec.template.spec.containers[0].readinessProbe.env";
    return new Defect(
        start(
            "probe-env",
            "",
            IN_PODS,
            "A probe is given variables of its own: strict validation refuses the manifest."),
        "Variables of a probe are a field that Kubernetes does not know: what validates refuses the"
            + " manifest, what does not drops them without a word.",
        "every version of Kubernetes",
        GUIDE,
        shown(
            "the field is refused: " + field,
            "Cannot use StatefulSet",
            "unknown field " + Pattern.quote(field)));
  }

  private static Defect probeLoose() {
    return new Defect(
        start(
            "probe-loose",
            "",
            IN_PODS.loosely(),
            "A probe that lost its password exits with 0, and the pod is ready without a Redis."),
        "redis-cli -a without a password takes ping for it, reads an empty input and exits with 0:"
            + " the pod is ready whatever Redis does.",
        "every version of redis-cli, where manifests are not validated",
        GUIDE,
        shown(
            "the pod is Ready though no Redis listens in it",
            "is Ready though nothing listens on port"));
  }

  private static Defect slash() {
    return new Defect(
        start(
            "sed-password",
            "-slash",
            IN_PODS.withPasswordEnd("/"),
            "A password with / ends the command of sed: the init container never gets through."),
        "An init container that pastes the password into a command of sed fails, again and again,"
            + " if there is a / in it.",
        "every stack that does so",
        GUIDE,
        shown(
            "the init container ends again and again: sed cannot read its command",
            "container config in CrashLoopBackOff",
            "sed: .*(bad|unknown) option"));
  }

  private static Defect ampersand() {
    return new Defect(
        start(
            "sed-password",
            "-ampersand",
            IN_PODS.withPasswordEnd("&"),
            "A password with & stands for the marker itself: Redis gets another password."),
        "An init container that pastes the password into a command of sed gives Redis another one"
            + " if there is a & in it.",
        "every stack that does so",
        GUIDE,
        shown("Redis refuses the password of its own Secret", "answers WRONGPASS"));
  }

  private static Defect noService() {
    return new Defect(
        start(
            "no-service",
            "",
            IN_PODS,
            "The Service that serviceName names was forgotten: the pod's own name leads nowhere."),
        "A StatefulSet whose serviceName names no Service starts without a complaint; the stable"
            + " name of its pod does not resolve.",
        "every version of Kubernetes",
        GUIDE,
        shown(
            "the stable name of the pod does not resolve in the cluster",
            "container client in CrashLoopBackOff",
            "no-service-0[.]no-service[^ ]*:6379: Name (or service not known|does not resolve)"));
  }

  private static Defect twoCores() {
    return new Defect(
        start(
            "two-cores",
            "",
            IN_PODS.asWritten(),
            "A pod that asks for 2.1 cores stays Pending on nodes of two."),
        "A Redis that requests 2 cores and an exporter that requests a tenth find no place on nodes"
            + " of two cores: the pod stays Pending.",
        "clusters of small nodes",
        GUIDE,
        shown("the pod stays Pending: Insufficient cpu", "is Pending", "Insufficient cpu"));
  }

  private static Defect forcedDelete() {
    return new Defect(
        drill(
            "rdb-pod-delete-forced",
            () -> Stacks.rdb().applied(IN_PODS),
            new PodDelete(Duration.ZERO),
            true,
            "A pod deleted by force, with grace 0, still gets SIGTERM and seconds to save."),
        "A pod deleted by force with grace 0 is no SIGKILL: Redis gets SIGTERM first and saves its"
            + " RDB. Whoever tests a crash in this way tests a clean end.",
        "Kubernetes: the kubelet grants two seconds at the least",
        "drills on Kubernetes 1.34",
        PodDefects::savedAllTheSame);
  }

  /** Snapshots alone lose everything since the last one, unless Redis saves as it goes. */
  private static Optional<String> savedAllTheSame(DrillResult result) {
    boolean forced =
        result.fault().name().equals("pod-delete")
            && "PT0S".equals(result.fault().proof().get("grace"))
            && result.redis().stack().equals("rdb");
    boolean kept =
        result.verdict() == Verdict.PASS
            && result.writes().acknowledged() > 0
            && result.dataLoss().lost() == 0;
    return forced && kept
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "deleted by force, and Redis saved all the same: 0 of %,d acknowledged writes lost",
                result.writes().acknowledged()))
        : Optional.empty();
  }

  private static NamedDrill start(String stack, String end, Applying how, String shows) {
    Supplier<Stack> own =
        () ->
            StackLoader.loadResource(PodDefects.class.getClassLoader(), FOLDER + stack)
                .applied(how);
    return drill(stack + "-no-fault" + end, own, new NoFault(), false, shows);
  }

  private static NamedDrill drill(
      String name, Supplier<Stack> stack, Fault fault, boolean secondRestart, String shows) {
    return new NamedDrill(
        name, name, shows, stack, Workload.registers(), fault, secondRestart, Optional.empty());
  }

  /**
   * A problem in which all of these patterns are found: {@code sed: not found} is not what a broken
   * command of sed looks like.
   */
  private static Function<DrillResult, Optional<String>> shown(String words, String... parts) {
    List<Pattern> all = Stream.of(parts).map(Pattern::compile).toList();
    return result ->
        result
            .problem()
            .filter(problem -> all.stream().allMatch(part -> part.matcher(problem).find()))
            .map(problem -> words);
  }
}
