namespace MLNet.Compression;

/// <summary>The peak learning rate where the user names none.</summary>
internal static class UsualLearningRate
{
    private const double Pretrained = 5e-5;
    private const double FromScratch = 5e-4;

    /// <param name="checkpoint">The pretrained model's folder; null for a new model.</param>
    public static double For(string? checkpoint) => checkpoint is null ? FromScratch : Pretrained;
}
