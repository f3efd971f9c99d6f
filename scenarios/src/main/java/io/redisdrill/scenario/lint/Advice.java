package io.redisdrill.scenario.lint;

/**
 * One thing that a configuration will lose, or lose with.
 *
 * @param rule a short name, in kebab case
 * @param place the file, the object and the field, or the setting of Redis
 * @param words what goes wrong, in a sentence
 * @param instead what to do
 * @param shownBy the command that demonstrates it
 */
public record Advice(String rule, String place, String words, String instead, String shownBy) {}
