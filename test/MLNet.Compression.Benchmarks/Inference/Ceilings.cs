using System.Globalization;
using MLNet.Compression.Benchmarks.Products;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Simd;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>What no product on this machine can exceed, measured in the process of the figures that stand beside it.</summary>
internal static class Ceilings
{
    /// <summary>Measures and prints the fp32 ceiling of some threads and the int8 ceilings of one.</summary>
    public static void Write(int threads)
    {
        using var products = new ProductBench(threads, rounds: 40);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"fp32 ceiling, {threads} thread{(threads == 1 ? "" : "s")}: [bold]{products.MeasureCeiling():F0}[/] GFLOPS");
        foreach (var kernel in Int8Kernels.Supported.Where(kernel => kernel.InstructionSet > InstructionSet.Portable && kernel.Geometry == BlockGeometry.Bytes))
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"int8 ceiling, {kernel.Name}: [bold]{Int8Ceiling.Measure(kernel):F0}[/] GOPS");
        }
    }
}
