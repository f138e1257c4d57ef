namespace Microsoft.ML.Data;

internal sealed class PrimitiveCodec<T>(Action<BinaryWriter, T> write, Func<BinaryReader, T> read) : IBinaryCodec<T>
{
    public void Write(BinaryWriter writer, in T value) => write(writer, value);

    public void Read(BinaryReader reader, ref T value) => value = read(reader);
}
