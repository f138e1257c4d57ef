namespace MLNet.Compression.Benchmarks.Comparisons;

/// <summary>Reads sentences with a word a line: the word first, its tag last, an empty line between two sentences.</summary>
internal static class ColumnFile
{
    private const string DocumentStart = "-DOCSTART-";
    private static readonly char[] _separators = ['\t', ' '];

    public static IReadOnlyList<TaggedRow> Read(string path)
    {
        var (rows, words, tags) = (new List<TaggedRow>(), new List<string>(), new List<string>());
        foreach (var line in File.ReadLines(path).Append(""))
        {
            var cells = line.Split(_separators, StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length > 1 && cells[0] != DocumentStart)
            {
                words.Add(cells[0]);
                tags.Add(cells[^1]);
            }
            else if (words.Count > 0)
            {
                rows.Add(new TaggedRow { Words = [.. words], Label = [.. tags] });
                words.Clear();
                tags.Clear();
            }
        }

        return rows;
    }
}
