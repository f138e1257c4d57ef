namespace Microsoft.ML.Data;

/// <summary>Writes and reads values of one type.</summary>
internal interface IBinaryCodec<T>
{
    void Write(BinaryWriter writer, in T value);

    void Read(BinaryReader reader, ref T value);
}
