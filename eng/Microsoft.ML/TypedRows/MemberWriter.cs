namespace Microsoft.ML.Data;

/// <summary>Writes a column's values into row objects.</summary>
internal abstract class MemberWriter<TRow>
    where TRow : class
{
    public static MemberWriter<TRow> Create(RowMember member, DataViewSchema.Column column)
    {
        var conversion = MemberConversion.ForOrNull(member.Type, column.Type)
            ?? throw new InvalidOperationException($"Can't bind the IDataView column '{column.Name}' of type '{column.Type}' to field or property '{member.Name}' of type '{member.Type.FullName}'.");
        return GenericFactory.Create<MemberWriter<TRow>>(
            typeof(MemberWriter<,,>),
            [typeof(TRow), conversion.MemberType, conversion.ValueType],
            member,
            column.Index,
            conversion);
    }

    public abstract int ColumnIndex { get; }

    /// <summary>An action that fills the member from the row the input stands on.</summary>
    public abstract Action<TRow> Bind(DataViewRow input);
}
