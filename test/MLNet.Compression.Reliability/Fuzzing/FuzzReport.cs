namespace MLNet.Compression.Reliability.Fuzzing;

/// <summary>What came of a run.</summary>
internal sealed class FuzzReport
{
    private readonly List<FuzzFinding> _findings = [];

    public long Loaded { get; private set; }

    public long Refused { get; private set; }

    /// <summary>The most of the allowed memory that reading a file took, as a share.</summary>
    public double LargestShareOfMemory { get; private set; }

    /// <summary>The longest that reading and using a file took.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>The mutation that took <see cref="Slowest"/>.</summary>
    public long SlowestIndex { get; private set; }

    /// <summary>Mutations that took longer than a second.</summary>
    public long SlowerThanASecond { get; private set; }

    public IReadOnlyList<FuzzFinding> Findings => _findings;

    public void Count(bool loaded)
    {
        Loaded += loaded ? 1 : 0;
        Refused += loaded ? 0 : 1;
    }

    public void Add(FuzzFinding finding) => _findings.Add(finding);

    public void NoteMemory(double share) => LargestShareOfMemory = Math.Max(LargestShareOfMemory, share);

    public void NoteTime(long index, TimeSpan elapsed)
    {
        SlowerThanASecond += elapsed > TimeSpan.FromSeconds(1) ? 1 : 0;
        if (elapsed > Slowest)
        {
            (Slowest, SlowestIndex) = (elapsed, index);
        }
    }
}
