namespace MLNet.Compression.Logging;

/// <summary>Faults of one data set that were told of already, while several models are fitted on it.</summary>
/// <remarks>Of the execution context: between a trainer and its teachers there may be estimators of other libraries, whose Fit takes the data alone.</remarks>
internal sealed class DataWarnings : IDisposable
{
    private static readonly AsyncLocal<DataWarnings?> _current = new();

    private readonly HashSet<string> _told;
    private readonly DataWarnings? _outer;

    /// <summary>All fits until this is disposed are of the same data, which is also that of a fit around them.</summary>
    public DataWarnings()
    {
        _outer = _current.Value;
        _told = _outer?._told ?? new HashSet<string>(StringComparer.Ordinal);
        _current.Value = this;
    }

    /// <summary>Whether nobody has told of a fault yet.</summary>
    public static bool IsNew(string fault) => _current.Value is not { } current || current._told.Add(fault);

    public void Dispose() => _current.Value = _outer;
}
