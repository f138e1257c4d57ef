using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Kernels.Threads;

namespace MLNet.Compression.Runtime.Kernels;

/// <summary>Runs the parts of one operation on several threads; the calling thread works too.</summary>
/// <remarks>
/// Parts write disjoint outputs, so results do not depend on the number of threads. A call from within a part runs inline.
/// What a part throws reaches the caller; parts not begun by then are left out. Safe for several threads.
/// </remarks>
internal sealed unsafe class WorkerPool
{
    // Enough to even out unequal threads, few enough that handing them out costs nothing.
    private const int MostRanges = 64;

    /// <param name="threads">Threads to use, the caller's included; 0 for all processors.</param>
    public WorkerPool(int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        Threads = threads == 0 ? Environment.ProcessorCount : threads;
    }

    /// <summary>A pool that never leaves the calling thread.</summary>
    public static WorkerPool Inline { get; } = new(1);

    public int Threads { get; }

    /// <summary>Calls <paramref name="body"/> once for each part in [0, <paramref name="parts"/>), in no order.</summary>
    public void For(int parts, Action<int> body)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parts);
        WorkerTeam.Run(&Call, Unsafe.AsPointer(ref body), parts, Threads);

        static void Call(void* state, int part) => Unsafe.AsRef<Action<int>>(state)(part);
    }

    /// <summary>Calls <paramref name="body"/>(from, to) for ranges that cover [0, <paramref name="count"/>), in no order.</summary>
    /// <param name="count">Items.</param>
    /// <param name="minimumPerPart">Items worth handing to a thread; the ranges follow from this and the count, never from the threads.</param>
    /// <param name="body">What to do with the items [from, to).</param>
    public void ForRange(int count, int minimumPerPart, Action<int, int> body)
    {
        var ranges = new DelegateRanges(body, count, RangeCount(count, minimumPerPart));
        WorkerTeam.Run(&Call, Unsafe.AsPointer(ref ranges), ranges.Ranges, Threads);

        static void Call(void* state, int part) => Unsafe.AsRef<DelegateRanges>(state).Run(part);
    }

    /// <summary>Runs vector work over ranges that cover [0, <paramref name="count"/>), as <see cref="ForRange"/>; allocates nothing.</summary>
    public void Run<TWork>(int count, int minimumPerPart, TWork work)
        where TWork : struct, IVectorWork =>
        Run(count, minimumPerPart, work, InstructionSets.Current);

    /// <summary>Runs vector work compiled for a given instruction set.</summary>
    public void Run<TWork>(int count, int minimumPerPart, TWork work, InstructionSet set)
        where TWork : struct, IVectorWork
    {
        var ranges = new VectorRanges<TWork>(work, count, RangeCount(count, minimumPerPart), set);
        WorkerTeam.Run(&Call, Unsafe.AsPointer(ref ranges), ranges.Ranges, Threads);

        static void Call(void* state, int part) => Unsafe.AsRef<VectorRanges<TWork>>(state).Run(part);
    }

    /// <summary>The number of ranges <see cref="ForRange"/> makes.</summary>
    public static int RangeCount(int count, int minimumPerPart)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minimumPerPart);
        return count == 0 ? 0 : Math.Clamp(count / minimumPerPart, 1, MostRanges);
    }

    /// <summary>Where range <paramref name="range"/> of <paramref name="ranges"/> starts; the last one ends at the start of the one after it.</summary>
    public static int RangeStart(int range, int ranges, int count) => (int)((long)range * count / ranges);

    private readonly struct DelegateRanges(Action<int, int> body, int count, int ranges)
    {
        public int Ranges => ranges;

        public void Run(int range) => body(RangeStart(range, ranges, count), RangeStart(range + 1, ranges, count));
    }

    private struct VectorRanges<TWork>(TWork work, int count, int ranges, InstructionSet set)
        where TWork : struct, IVectorWork
    {
        private TWork _work = work;

        public readonly int Ranges => ranges;

        public void Run(int range) =>
            InstructionSets.Run(set, ref _work, RangeStart(range, ranges, count), RangeStart(range + 1, ranges, count));
    }
}
