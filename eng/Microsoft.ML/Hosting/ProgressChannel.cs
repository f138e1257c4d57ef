namespace Microsoft.ML.Runtime;

/// <summary>
/// Takes headers and checkpoints and checks them. Nobody can listen to them: MLContext has no event for progress.
/// </summary>
internal sealed class ProgressChannel : IProgressChannel
{
    private ProgressHeader _header = new();

    public void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(fillAction);
        _header = header;
    }

    public void Checkpoint(params double?[] values)
    {
        var most = _header.MetricNames.Count + (2 * _header.UnitNames.Count);
        if (values?.Length > most)
            throw new ArgumentException($"The header has room for {most} values, not for {values.Length}.", nameof(values));
    }

    public IProgressChannel StartProgressChannel(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new ProgressChannel();
    }

    public void Dispose()
    {
    }
}
