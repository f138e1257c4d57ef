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

        /// <summary>Makes the component; an exception of its own comes through as it is.</summary>
        public object CreateInstance(IHostEnvironment environment, object[] arguments)
        {
            const BindingFlags Plain = BindingFlags.DoNotWrapExceptions;
            if (_getter is not null)
                return _getter.Invoke(null, Plain, null, null, null);
            object[] all = _requireEnvironment ? [environment, .. arguments] : arguments;
            if (_constructor is not null)
                return _constructor.Invoke(Plain, null, all, null);
            if (_create is not null)
                return _create.Invoke(null, Plain, null, all, null);
            throw new InvalidOperationException($"Can't instantiate class '{Type.Name}'.");
        }
    }
}
