namespace MLNet.Compression.Benchmarks.Vocabularies;

/// <summary>Lines of running text, of which every fiftieth is kept from those who learn.</summary>
/// <param name="files">Files of running text.</param>
/// <param name="megabytes">The most to learn from, in million characters.</param>
internal sealed class HeldOutText(IReadOnlyList<string> files, double megabytes)
{
    private const int Every = 50;

    /// <summary>The lines to learn from, read as they are asked for.</summary>
    public IEnumerable<string> Learnt
    {
        get
        {
            var left = (long)(megabytes * 1e6);
            return Lines(heldOut: false).TakeWhile(line => (left -= line.Length) > 0);
        }
    }

    /// <summary>The others.</summary>
    public IReadOnlyList<string> HeldOut => [.. Lines(heldOut: true)];

    private IEnumerable<string> Lines(bool heldOut) =>
        files.Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Index().Where(line => (line.Index % Every == Every - 1) == heldOut).Select(line => line.Item);
}
