namespace Microsoft.ML.Data;

public sealed class MultiFileSource : IMultiStreamSource
{
    private readonly string[] _paths;

    public MultiFileSource(params string[] paths)
    {
        _paths = [.. (paths ?? []).Where(path => !string.IsNullOrEmpty(path)).SelectMany(Expand)];
    }

    public int Count => _paths.Length;

    public string GetPathOrNull(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _paths[index];
    }

    public Stream Open(int index) => new FileStream(GetPathOrNull(index), FileMode.Open, FileAccess.Read, FileShare.Read);

    public TextReader OpenTextReader(int index) => new StreamReader(Open(index));

    private static IEnumerable<string> Expand(string path)
    {
        var name = Path.GetFileName(path);
        if (name.AsSpan().IndexOfAny('*', '?') < 0)
            return [path];

        var folder = Path.GetDirectoryName(path);
        return Directory.EnumerateFiles(string.IsNullOrEmpty(folder) ? "." : folder, name).Order(StringComparer.Ordinal);
    }
}
