using System.Collections.Concurrent;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>A static generic method that is called with a type argument known only at run time.</summary>
internal sealed class GenericMethod(Type owner, string name)
{
    private readonly MethodInfo _definition =
        owner.GetMethod(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        ?? throw new MissingMethodException(owner.Name, name);

    private readonly ConcurrentDictionary<Type, MethodInfo> _closed = new();

    public TResult Invoke<TResult>(Type typeArgument, params object[] arguments)
    {
        var method = _closed.GetOrAdd(typeArgument, type => _definition.MakeGenericMethod(type));
        return (TResult)method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
