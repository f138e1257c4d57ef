namespace MLNet.Compression.Stages;

/// <summary>Copies of options, which their owner may go on changing.</summary>
internal static class OptionsCopy
{
    /// <summary>Options of their own with the same values.</summary>
    public static T Copied<T>(this T options)
        where T : TrainingOptions => (T)options.Clone();
}
