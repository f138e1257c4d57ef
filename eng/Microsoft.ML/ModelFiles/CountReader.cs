namespace Microsoft.ML;

internal static class CountReader
{
    /// <summary>Reads how many items follow, and checks that the stream is long enough for them.</summary>
    public static int Read(BinaryReader reader, int bytesEach)
    {
        var count = reader.ReadInt32();
        var room = (reader.BaseStream.Length - reader.BaseStream.Position) / bytesEach;
        ModelFormat.Check(count >= 0 && count <= room, $"The file promises {count} items but has room for {room}.");
        return count;
    }
}
