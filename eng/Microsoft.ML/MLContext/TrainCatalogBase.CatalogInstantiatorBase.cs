using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public abstract partial class TrainCatalogBase
{
    public abstract class CatalogInstantiatorBase : IInternalCatalog
    {
        private readonly IInternalCatalog _owner;

        private protected CatalogInstantiatorBase(TrainCatalogBase owner) => _owner = owner;

        IHostEnvironment IInternalCatalog.Environment => _owner.Environment;
    }
}
