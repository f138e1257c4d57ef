using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Makes objects of generic types whose arguments are known only at run time.</summary>
internal static class GenericFactory
{
    private const BindingFlags Constructors =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.CreateInstance | BindingFlags.DoNotWrapExceptions;

    public static TBase Create<TBase>(Type open, Type argument, params object[] arguments) =>
        Create<TBase>(open, [argument], arguments);

    public static TBase Create<TBase>(Type open, Type[] typeArguments, params object[] arguments) =>
        (TBase)Activator.CreateInstance(open.MakeGenericType(typeArguments), Constructors, null, arguments, null);
}
