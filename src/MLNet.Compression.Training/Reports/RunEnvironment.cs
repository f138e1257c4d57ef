using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>Where and when something ran.</summary>
/// <param name="Processor">The processor as it calls itself, or its architecture.</param>
/// <param name="Instructions">The instructions that the kernels use.</param>
/// <param name="Framework">The version of .NET.</param>
/// <param name="OperatingSystem">The operating system.</param>
/// <param name="Library">The version of this library.</param>
/// <param name="Threads">Threads that it could use.</param>
/// <param name="Date">When it ended, in whole seconds of UTC.</param>
public sealed record RunEnvironment(
    string Processor, string Instructions, string Framework, string OperatingSystem, string Library, int Threads, DateTimeOffset Date)
{
    /// <summary>This process, now.</summary>
    /// <param name="threads">Threads that may be used; 0 for all processors.</param>
    internal static RunEnvironment Current(int threads)
    {
        var now = DateTimeOffset.UtcNow;
        return new RunEnvironment(
            ProcessorName.Current,
            Machine.Instructions,
            RuntimeInformation.FrameworkDescription,
            RuntimeInformation.OSDescription,
            Machine.Library,
            threads > 0 ? threads : Environment.ProcessorCount,
            now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)));
    }
}
