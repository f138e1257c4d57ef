namespace MLNet.Compression.Reliability.Fuzzing;

/// <summary>A mutation that a reader did not bear.</summary>
/// <param name="Index">Which mutation.</param>
/// <param name="Description">What came of it.</param>
internal sealed record FuzzFinding(long Index, string Description)
{
    /// <summary>An exception that is not the documented one: its message and where it was thrown, in brief.</summary>
    public static FuzzFinding Of(long index, Exception exception)
    {
        const int MostMessage = 300;
        const int MostFrames = 6;
        var message = $"{exception.GetType()}: {exception.Message}".ReplaceLineEndings(" ");
        var frames = (exception.StackTrace ?? "").Split('\n').Take(MostFrames);
        return new FuzzFinding(index, $"{message[..Math.Min(MostMessage, message.Length)]}\n{string.Join('\n', frames)}");
    }
}
