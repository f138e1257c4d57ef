namespace MLNet.Compression;

/// <summary>A folder holds the state of a run with other options, other data or another start. Nothing was trained.</summary>
public sealed class ResumeMismatchException : InvalidOperationException
{
    /// <param name="folder">The folder.</param>
    /// <param name="differences">What differs, each with the old and the new value.</param>
    public ResumeMismatchException(string folder, IReadOnlyList<string> differences)
        : base($"{folder} holds the state of another run: {string.Join("; ", differences)}. Set it back, name another ResumeFolder, or delete this one to start anew. Where the data of every Fit differs, as in cross-validation, set ResumePerData.")
    {
        Folder = folder;
        Differences = differences;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>What differs, each with the old and the new value.</summary>
    public IReadOnlyList<string> Differences { get; }
}
