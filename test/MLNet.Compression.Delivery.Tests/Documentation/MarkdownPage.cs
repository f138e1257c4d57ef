using MLNet.Compression.Delivery.Tests.Support;

namespace MLNet.Compression.Delivery.Tests.Documentation;

/// <summary>A page of the documentation.</summary>
/// <param name="Name">Its path in the repository.</param>
/// <param name="Fences">Its fenced blocks, first to last.</param>
internal sealed record MarkdownPage(string Name, IReadOnlyList<CodeFence> Fences)
{
    private const string Mark = "```";

    /// <summary>README.md and the pages in docs.</summary>
    public static IEnumerable<MarkdownPage> All =>
        Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md").Order(StringComparer.Ordinal)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Prepend("README.md")
            .Select(Read);

    /// <summary>Reads a page.</summary>
    /// <param name="name">Its path in the repository.</param>
    /// <exception cref="InvalidDataException">A block does not end.</exception>
    public static MarkdownPage Read(string name)
    {
        var lines = File.ReadAllLines(Repository.PathOf(name));
        var fences = new List<CodeFence>();
        for (var start = 0; start < lines.Length; start++)
        {
            if (!lines[start].StartsWith(Mark, StringComparison.Ordinal))
            {
                continue;
            }

            var end = Array.FindIndex(lines, start + 1, line => line.StartsWith(Mark, StringComparison.Ordinal));
            if (end < 0)
            {
                throw new InvalidDataException($"{name}({start + 1}): the block does not end.");
            }

            fences.Add(new CodeFence(name, start + 2, lines[start][Mark.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries), string.Join('\n', lines[(start + 1)..end])));
            start = end;
        }

        return new MarkdownPage(name, fences);
    }
}
