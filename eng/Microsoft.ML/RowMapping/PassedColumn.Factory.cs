namespace Microsoft.ML.Data;

internal static class PassedColumn
{
    public static OutputColumn Create(DataViewSchema.Column source, string name = null) =>
        GenericFactory.Create<OutputColumn>(typeof(PassedColumn<>), source.Type.RawType, source, name ?? source.Name);
}
