namespace MLNet.Compression.Training.States;

/// <summary>One named value of a state.</summary>
/// <param name="Type">What its elements are.</param>
/// <param name="Bytes">The elements in little-endian order.</param>
internal sealed record StatePart(StateType Type, byte[] Bytes)
{
    /// <summary>Number of elements.</summary>
    public int Count => Bytes.Length / Type.Size();
}
