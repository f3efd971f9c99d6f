package io.redisdrill.stack;

/**
 * One entry of a ConfigMap or a Secret.
 *
 * @param object the name of the ConfigMap or the Secret
 * @param key the key of the entry in it
 */
public record KeyRef(String object, String key) {}
