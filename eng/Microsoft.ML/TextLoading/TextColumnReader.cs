namespace Microsoft.ML.Data;

/// <summary>Takes the value of one column from the fields of a line and hands it out.</summary>
internal abstract class TextColumnReader
{
    private static readonly GenericMethod s_create = new(typeof(TextColumnReader), nameof(CreateTyped));

    /// <summary>A <see cref="ValueGetter{TValue}"/> for the value last read.</summary>
    public abstract Delegate Getter { get; }

    /// <summary>Reads a value; false where some field was not of the column's type.</summary>
    public abstract bool Read(LineFields fields);

    public static TextColumnReader Create(TextColumnLayout layout, DelimitedFormat format) =>
        s_create.Invoke<TextColumnReader>(layout.ItemType.RawType, layout, format);

    private static TextColumnReader CreateTyped<T>(TextColumnLayout layout, DelimitedFormat format)
    {
        var parser = FieldParsers.Create<T>(layout.ItemType, format);
        return layout.Type is VectorDataViewType
            ? new VectorTextColumnReader<T>(layout, parser)
            : new ScalarTextColumnReader<T>(layout, parser);
    }
}
