namespace MLNet.Compression.Training.Remembering;

/// <summary>What of teachers is remembered, and where.</summary>
/// <param name="Bytes">The most bytes, of all teachers together; 0 for nothing.</param>
/// <param name="States">Whether states are remembered too, not predictions alone.</param>
/// <param name="InFile">Whether in a file.</param>
internal sealed record MemoryPlan(long Bytes, bool States, bool InFile);
