namespace MLNet.Compression.Training.States;

/// <summary>Properties of element types.</summary>
internal static class StateTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int Size(this StateType type) => type switch
    {
        StateType.Single => sizeof(float),
        StateType.Double => sizeof(double),
        StateType.Int64 => sizeof(long),
        _ => 1,
    };
}
