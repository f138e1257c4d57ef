using System.Diagnostics;
using System.Globalization;
using MLNet.Compression.Runtime.Inference;

namespace MLNet.Compression.Reliability.Soaking;

/// <summary>What the process holds when all garbage is collected.</summary>
/// <param name="ManagedBytes">Live objects.</param>
/// <param name="NativeBytes">Native memory of the library.</param>
/// <param name="Handles">Open file descriptors; 0 where the system has no /proc.</param>
/// <param name="Threads">Threads of the process.</param>
/// <param name="ResidentBytes">Memory that the system counts for the process.</param>
internal sealed record ProcessState(long ManagedBytes, long NativeBytes, int Handles, int Threads, long ResidentBytes)
{
    private const string Descriptors = "/proc/self/fd";

    public static ProcessState Now()
    {
        Collect();
        using var process = Process.GetCurrentProcess();
        return new ProcessState(
            GC.GetTotalMemory(forceFullCollection: true),
            Runtime.Memory.NativeBytes.Held,
            Directory.Exists(Descriptors) ? Directory.GetFileSystemEntries(Descriptors).Length : 0,
            process.Threads.Count,
            process.WorkingSet64);
    }

    /// <summary>Collects garbage until finalizers have nothing left to free.</summary>
    public static void Collect()
    {
        KernelWarmUp.Completion.Wait();
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{ManagedBytes / 1e6:F2} MB managed, {NativeBytes / 1e6:F2} MB native, {Handles} handles, {Threads} threads, {ResidentBytes / 1e6:F0} MB resident");
}
