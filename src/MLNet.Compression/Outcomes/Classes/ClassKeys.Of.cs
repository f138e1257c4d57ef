using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;

namespace MLNet.Compression.Outcomes.Classes;

/// <summary>Classes whose values are of one CLR type.</summary>
internal sealed class ClassKeys<T>(KeyValueType<T> type, T[] values) : ClassKeys(values.Select(type.Format))
{
    public override PrimitiveDataViewType ItemType => type.ItemType;

    public override void AddValuesTo(DataViewSchema.Annotations.Builder annotations, string kind) =>
        annotations.Add(kind, new VectorDataViewType(type.ItemType, values.Length), (ref VBuffer<T> destination) => Fill(ref destination, values));

    public override Delegate ValueGetter(Func<int> index) => (ValueGetter<T>)((ref T value) => value = values[index()]);

    public override Delegate ValuesGetter(Func<IReadOnlyList<int>> indices) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) =>
        Fill(ref destination, [.. indices().Select(index => index < 0 ? MissingValues.Of<T>() : values[index])]));

    private protected override byte TypeId => type.Id;

    private protected override void WriteValues(BinaryWriter writer)
    {
        foreach (var value in values)
        {
            type.Write(writer, value);
        }
    }
}
