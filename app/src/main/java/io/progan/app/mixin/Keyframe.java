package io.progan.app.mixin;

/**
 * A picture that a video passes.
 *
 * @param seed of its latents
 * @param className the name or number of its class; null for the one of {@code --class}
 */
public record Keyframe(long seed, String className) {}
