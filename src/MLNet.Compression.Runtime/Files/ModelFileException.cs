namespace MLNet.Compression;

/// <summary>A file of a model or a tokenizer is truncated, damaged, hostile, or of a kind that cannot be read. Nothing of it was loaded.</summary>
/// <remarks>Whatever stands in a file, this is the only exception that it can cause; a file that is missing or can't be opened gives those of System.IO.</remarks>
public sealed class ModelFileException : FormatException
{
    /// <summary>An exception whose message names file, place, expectation, finding and remedy.</summary>
    /// <param name="file">Path of the file.</param>
    /// <param name="place">Where in the file: a byte offset, a key, a tensor's name.</param>
    /// <param name="expected">What should stand there.</param>
    /// <param name="found">What stands there.</param>
    /// <param name="remedy">What the user can do, as a sentence; null where nothing but another file helps.</param>
    /// <param name="innerException">The cause, if another exception revealed it.</param>
    public ModelFileException(
        string file, string place, string expected, string found, string? remedy = null, Exception? innerException = null)
        : base($"{file}: {Shown(place)}: expected {Shown(expected)}, found {Shown(found)}.{(remedy is null ? "" : " " + remedy)}", innerException)
    {
        File = file;
        Place = Shown(place);
        Expected = Shown(expected);
        Found = Shown(found);
        Remedy = remedy;
    }

    /// <summary>Path of the file.</summary>
    public string File { get; }

    /// <summary>Where in the file: a byte offset, a key, a tensor's name.</summary>
    public string Place { get; }

    /// <summary>What should stand there.</summary>
    public string Expected { get; }

    /// <summary>What stands there.</summary>
    public string Found { get; }

    /// <summary>What the user can do; null where nothing but another file helps.</summary>
    public string? Remedy { get; }

    /// <summary>A text that may come from the file: cut to what a message can bear, without control characters.</summary>
    private static string Shown(string text)
    {
        const int Most = 400;
        var shown = text.Length <= Most ? text : $"{text.AsSpan(0, Most)}...";
        return shown.Any(char.IsControl) ? string.Concat(shown.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : shown;
    }
}
