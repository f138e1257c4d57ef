namespace Microsoft.ML.Data;

/// <summary>Reads a column's values out of row objects.</summary>
internal abstract class MemberReader<TRow>
    where TRow : class
{
    public static MemberReader<TRow> Create(RowColumn column)
    {
        var conversion = MemberConversion.ForOrNull(column.Member.Type, column.Description.Type)
            ?? throw new ArgumentOutOfRangeException(nameof(column), $"Member '{column.Member.Name}' of type {column.Member.Type} can't give values of type {column.Description.Type}.");
        return GenericFactory.Create<MemberReader<TRow>>(
            typeof(MemberReader<,,>),
            [typeof(TRow), conversion.MemberType, conversion.ValueType],
            column,
            conversion);
    }

    public abstract Delegate CreateGetter(RowSlot<TRow> slot);
}
