using System.CommandLine.Parsing;

namespace MLNet.Compression.Delivery.Tests.Documentation;

/// <summary>A command in a block of a page that runs one of the repository's programs.</summary>
/// <param name="Place">Page and line.</param>
/// <param name="Project">The program's folder.</param>
/// <param name="Arguments">What the program is given.</param>
internal sealed record CommandLine(string Place, string Project, IReadOnlyList<string> Arguments)
{
    /// <summary>The commands of a block, one a line; a backslash at a line's end goes on with the next.</summary>
    public static IEnumerable<CommandLine> In(CodeFence fence)
    {
        var lines = fence.Text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("dotnet run ", StringComparison.Ordinal))
            {
                var (start, command) = (i, lines[i]);
                while (command.EndsWith('\\') && i + 1 < lines.Length)
                {
                    command = command[..^1] + lines[++i];
                }

                yield return Parse($"{fence.Page}({fence.Line + start})", [.. CommandLineParser.SplitCommandLine(command)]);
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Place} {string.Join(' ', Arguments)}";

    private static CommandLine Parse(string place, string[] words)
    {
        var end = Array.IndexOf(words, "--");
        var own = end < 0 ? words : words[..end];
        var project = Array.IndexOf(own, "--project") + 1;
        return project is 0 || project == own.Length
            ? throw new InvalidDataException($"{place}: 'dotnet run' without --project.")
            : new CommandLine(place, own[project], end < 0 ? [] : words[(end + 1)..]);
    }
}
