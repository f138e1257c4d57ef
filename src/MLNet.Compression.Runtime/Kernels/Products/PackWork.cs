using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Products;

/// <summary>Packs panels of steps [firstStep, firstStep + target.Steps) of a right factor.</summary>
internal readonly unsafe struct PackWork(Factor source, int firstStep, PackedPanels target) : IVectorWork
{
    /// <summary>Steps packed at once: what is read and written stays in the first-level cache.</summary>
    public const int StepsAtOnce = 64;

    // Floats worth handing to a thread.
    private const int FloatsPerPart = 1 << 15;

    public static int PanelsPerPart(PackedPanels panels) => (int)Math.Max(1, FloatsPerPart / Math.Max(1, (long)panels.Steps * panels.Width));

    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        for (var panel = from; panel < to; panel++)
        {
            for (var step = 0; step < target.Steps; step += StepsAtOnce)
            {
                var steps = Math.Min(StepsAtOnce, target.Steps - step);
                source.Pack<TVector>(panel * target.Width, target.ColumnsOf(panel), firstStep + step, steps, target.At(panel, step), target.Width);
            }
        }
    }
}
