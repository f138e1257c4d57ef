namespace Microsoft.ML.Data;

/// <summary>The value by which a type says that there is none.</summary>
internal static class MissingValues
{
    public static bool Exist(DataViewType type) =>
        type is KeyDataViewType || type.RawType == typeof(float) || type.RawType == typeof(double);

    public static Func<T, bool> CreateTest<T>(DataViewType type)
    {
        if (type is KeyDataViewType)
            return value => EqualityComparer<T>.Default.Equals(value, default);
        if (typeof(T) == typeof(float))
            return (Func<T, bool>)(object)new Func<float, bool>(float.IsNaN);

        return (Func<T, bool>)(object)new Func<double, bool>(double.IsNaN);
    }
}
