namespace MLNet.Compression.Training.Quantization.Clips;

internal sealed record PerTokenActivations() : ActivationScheme("a range for each token");
