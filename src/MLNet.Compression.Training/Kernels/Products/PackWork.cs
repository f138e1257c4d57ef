using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Products;

/// <summary>Packs panels of a right factor: of k in [firstK, firstK + target.Depth).</summary>
internal readonly unsafe struct PackWork(Factor source, int firstK, PackedPanels target) : IVectorWork
{
    /// <summary>Depth packed at once: what is read and written stays in the first-level cache.</summary>
    public const int DepthAtOnce = 64;

    // Floats worth handing to a thread.
    private const int FloatsPerPart = 1 << 15;

    public static int PanelsPerPart(PackedPanels panels) => (int)Math.Max(1, FloatsPerPart / Math.Max(1, (long)panels.Depth * panels.Width));

    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        for (var panel = from; panel < to; panel++)
        {
            for (var k = 0; k < target.Depth; k += DepthAtOnce)
            {
                var depth = Math.Min(DepthAtOnce, target.Depth - k);
                source.Pack<TVector>(panel * target.Width, target.ColumnsOf(panel), firstK + k, depth, target.At(panel, k), target.Width);
            }
        }
    }
}
