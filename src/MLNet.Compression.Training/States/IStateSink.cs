namespace MLNet.Compression.Training.States;

/// <summary>Where a state goes: a file, or memory.</summary>
internal interface IStateSink
{
    /// <param name="name">The whole name; each occurs once.</param>
    /// <param name="type">What the elements are.</param>
    /// <param name="bytes">The elements in little-endian order; valid during the call.</param>
    void Add(string name, StateType type, ReadOnlySpan<byte> bytes);
}
