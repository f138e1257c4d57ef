namespace MLNet.Compression.Benchmarks.Distilling;

/// <summary>What it costs a student that its teacher's states are remembered, as fp16, instead of computed in every epoch.</summary>
internal static class RememberingLines
{
    public static IReadOnlyList<DistillationLine> All { get; } = [Of("Joint, states computed", remembers: false), Of("Joint, states remembered", remembers: true)];

    private static DistillationLine Of(string name, bool remembers) => new("remembering", name, sitting =>
    {
        var options = sitting.Options(DistillationRecipe.Joint);
        options.RememberStates = remembers;
        options.TeacherMemoryMegabytes = 8192;
        return sitting.Distil(options, sitting.Train);
    });
}
