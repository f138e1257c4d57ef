namespace MLNet.Compression.Runtime.Files;

/// <summary>A model file is truncated, damaged, hostile, or of a kind that cannot be read. Nothing of it was loaded.</summary>
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
        : base($"{file}: {place}: expected {expected}, found {found}.{(remedy is null ? "" : " " + remedy)}", innerException)
    {
        File = file;
        Place = place;
        Expected = expected;
        Found = found;
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
}
