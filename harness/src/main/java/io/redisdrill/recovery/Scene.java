package io.redisdrill.recovery;

import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.SharedStore;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a recovery has to work with.
 *
 * @param redis the server
 * @param stack what it runs
 * @param clients to talk to it
 * @param clock of the run
 * @param events takes what happens
 * @param step told of each step of the drill as it begins
 * @param limit for the recovery
 * @param store finds an S3 that this JVM and the server's side both reach, which may have to be
 *     started
 * @param directory of the run, for what others say
 */
public record Scene(
    RunningRedis redis,
    Stack stack,
    RedisClients clients,
    RunClock clock,
    EventLog events,
    Consumer<String> step,
    Duration limit,
    Supplier<Optional<SharedStore>> store,
    Path directory) {}
