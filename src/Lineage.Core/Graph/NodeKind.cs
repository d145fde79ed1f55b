namespace Lineage.Core.Graph;

/// <summary>The kinds of node in the lineage graph; each is a resource with a name of its own grammar. Stored by name, never by number.</summary>
public enum NodeKind
{
    /// <summary><c>projects/{p}</c></summary>
    Project,

    /// <summary><c>projects/{p}/sources/{s}</c></summary>
    Source,

    /// <summary><c>projects/{p}/featureSets/{f}</c></summary>
    FeatureSet,

    /// <summary><c>projects/{p}/featureSets/{f}/versions/{v}</c></summary>
    FeatureSetVersion,

    /// <summary><c>projects/{p}/datasets/{d}</c></summary>
    Dataset,

    /// <summary><c>projects/{p}/datasets/{d}/versions/{v}</c></summary>
    DatasetVersion,

    /// <summary><c>projects/{p}/datasets/{d}/versions/{v}/splits/{s}</c></summary>
    Split,

    /// <summary><c>projects/{p}/models/{m}</c></summary>
    Model,

    /// <summary><c>projects/{p}/models/{m}/versions/{v}</c></summary>
    ModelVersion,

    /// <summary><c>projects/{p}/experiments/{e}</c></summary>
    Experiment,

    /// <summary><c>projects/{p}/experiments/{e}/runs/{r}</c></summary>
    Run,

    /// <summary><c>projects/{p}/deployments/{d}</c></summary>
    Deployment,

    /// <summary><c>projects/{p}/certificates/{c}</c>: the stored result of an audit or a check.</summary>
    Certificate,
}
