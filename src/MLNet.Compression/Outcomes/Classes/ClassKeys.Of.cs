using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Outcomes.Classes;

/// <summary>Classes whose key values are of one CLR type.</summary>
internal sealed class ClassKeys<T>(KeyValueType<T> type, T[] values) : ClassKeys(values.Select(type.Format))
{
    public override void AddValuesTo(DataViewSchema.Annotations.Builder annotations, string kind) =>
        annotations.Add(kind, new VectorDataViewType(type.ItemType, values.Length), (ref VBuffer<T> destination) => Fill(ref destination, values));

    public override void Write(BinaryWriter writer)
    {
        writer.Write(type.Id);
        writer.Write(values.Length);
        foreach (var value in values)
        {
            type.Write(writer, value);
        }
    }
}
