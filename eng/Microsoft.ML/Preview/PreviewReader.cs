namespace Microsoft.ML.Data;

/// <summary>Reads a column's values as objects.</summary>
internal abstract class PreviewReader
{
    public static PreviewReader Create(DataViewRow row, DataViewSchema.Column column) =>
        GenericFactory.Create<PreviewReader>(typeof(PreviewReader<>), column.Type.RawType, row, column);

    public abstract object Read();
}
