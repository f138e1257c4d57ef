namespace Microsoft.ML.Data;

internal static class ValueCopies
{
    private static readonly GenericMethod s_ofVector = new(typeof(ValueCopies), nameof(OfVector));

    /// <summary>How a value of a column's raw type is copied: vectors item by item, all else by assignment.</summary>
    public static ValueCopy<T> Of<T>() =>
        typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(VBuffer<>)
            ? s_ofVector.Invoke<ValueCopy<T>>(typeof(T).GetGenericArguments()[0])
            : Assign;

    private static void Assign<T>(in T source, ref T destination) => destination = source;

    private static ValueCopy<VBuffer<T>> OfVector<T>() => (in VBuffer<T> source, ref VBuffer<T> destination) => source.CopyTo(ref destination);
}
