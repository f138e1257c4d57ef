namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>How the lines' students are quantised: to 8 bits as they are, to fewer with training.</summary>
internal static class FrontQuantization
{
    public static QuantizationEstimator.Options Of(int bits, FrontSitting sitting) => bits == 8
        ? new() { Scheme = QuantizationScheme.Int8 }
        : new()
        {
            Scheme = QuantizationScheme.LearnedStep(bits),
            QuantizationAwareTraining = new QuantizationOptions { Progress = sitting.Progress, CancellationToken = sitting.Stop },
        };
}
