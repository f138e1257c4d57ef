using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>One way in which files hold the stored weights of a matrix: its number and name, and its reader.</summary>
/// <param name="Id">The number that stands in files; never reused.</param>
/// <param name="Name">The name in messages and in a file's list of features.</param>
/// <param name="Read">Reads the stored weights of a pattern.</param>
internal sealed record ValueEncoding(uint Id, string Name, Func<ModelReader, SparsityPattern, RowValues> Read)
{
    public static ValueEncoding ReadId(ModelReader reader)
    {
        var id = reader.ReadUInt32("the format of a matrix's values");
        return ValueFormat.All.FirstOrDefault(encoding => encoding.Id == id)
            ?? throw reader.Error(
                $"a value format in 1 to {ValueFormat.All.Max(encoding => encoding.Id)}", $"{id}", "The file was written by a newer version: update the library.");
    }
}
