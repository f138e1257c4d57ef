using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Scoring.LookAhead;

/// <summary>The values of a column in rows that were read ahead.</summary>
internal abstract class KeptColumn
{
    private const BindingFlags Factories = BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DoNotWrapExceptions;

    /// <summary>Keeps the value of the row that the input stands on.</summary>
    /// <param name="row">The row's number among those kept.</param>
    public abstract void Keep(int row);

    /// <param name="input">The rows; the column is active in them.</param>
    /// <param name="column">The column.</param>
    /// <returns>Null for values that nobody but their source knows how to copy: those of types that are neither numbers, keys, truth values, times or texts nor vectors of them.</returns>
    public static KeptColumn? Of(DataViewRow input, DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => new KeptColumn<ReadOnlyMemory<char>>(input.GetGetter<ReadOnlyMemory<char>>(column), ValueCopies.Text, ValueCopies.Plain),
        VectorDataViewType { ItemType: TextDataViewType } =>
            new KeptColumn<VBuffer<ReadOnlyMemory<char>>>(input.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column), ValueCopies.Texts, ValueCopies.Vector),
        VectorDataViewType vector => Make(nameof(Vectors), vector.ItemType.RawType, input, column),
        PrimitiveDataViewType => Make(nameof(Values), column.Type.RawType, input, column),
        _ => null,
    };

    private static KeptColumn Make(string factory, Type type, DataViewRow input, DataViewSchema.Column column) =>
        (KeptColumn)typeof(KeptColumn).GetMethod(factory, Factories)!.MakeGenericMethod(type).Invoke(null, Factories, binder: null, [input, column], culture: null)!;

    private static KeptColumn<T> Values<T>(DataViewRow input, DataViewSchema.Column column) =>
        new(input.GetGetter<T>(column), ValueCopies.Plain, ValueCopies.Plain);

    private static KeptColumn<VBuffer<T>> Vectors<T>(DataViewRow input, DataViewSchema.Column column) =>
        new(input.GetGetter<VBuffer<T>>(column), ValueCopies.Vector, ValueCopies.Vector);
}
