using System.Reflection;

namespace Microsoft.ML.Runtime;

public sealed partial class ComponentCatalog
{
    internal sealed class LoadableClassInfo
    {
        private readonly MethodInfo _getter;
        private readonly ConstructorInfo _constructor;
        private readonly MethodInfo _create;
        private readonly bool _requireEnvironment;

        internal LoadableClassInfo(LoadableClassAttributeBase attr, MethodInfo getter, ConstructorInfo ctor, MethodInfo create, bool requireEnvironment)
        {
            ArgumentNullException.ThrowIfNull(attr);
            Type = attr.InstanceType;
            LoaderType = attr.LoaderType;
            SignatureTypes = attr.SigTypes;
            LoadNames = attr.LoadNames;
            UserName = attr.UserName;
            _getter = getter;
            _constructor = getter is null ? ctor : null;
            _create = getter is null && ctor is null ? create : null;
            _requireEnvironment = requireEnvironment;
        }

        public Type Type { get; }

        public Type LoaderType { get; }

        public IReadOnlyList<Type> SignatureTypes { get; }

        public IReadOnlyList<string> LoadNames { get; }

        public string UserName { get; }

        /// <summary>Makes the component. An exception of the component's own is the inner one of the inner one, as in ML.NET.</summary>
        public object CreateInstance(IHostEnvironment environment, object[] arguments)
        {
            object[] all = _requireEnvironment ? [environment, .. arguments] : arguments;
            try
            {
                return Invoke(all);
            }
            catch (TargetInvocationException exception)
            {
                throw new InvalidOperationException("Error during class instantiation", exception);
            }
        }

        private object Invoke(object[] arguments)
        {
            if (_getter is not null)
                return _getter.Invoke(null, null);
            if (_constructor is not null)
                return _constructor.Invoke(arguments);
            if (_create is not null)
                return _create.Invoke(null, arguments);
            throw new InvalidOperationException($"Can't instantiate class '{Type.Name}'.");
        }
    }
}
