// Written by scripts/generate-openapi-schemas.mjs: do not edit.

/** Volumes, and where what is in them comes from, in Kubernetes 1.36, in the form that read-schema.ts reads. */
export const VOLUME_SCHEMAS: Readonly<Record<string, string>> = {
  'core/AWSElasticBlockStoreVolumeSource': 'fsType:s partition:i32 readOnly:b volumeID*:s;default=""',
  'core/AzureDiskVolumeSource':
    'cachingMode:s;default="ReadWrite";enum=None|ReadOnly|ReadWrite diskName*:s;default="" diskURI*:s;default="" fsType:s;default="ext4" kind:s;default="Shared";enum=Dedicated|Managed|Shared readOnly:b;default=false',
  'core/AzureFileVolumeSource': 'readOnly:b secretName*:s;default="" shareName*:s;default=""',
  'core/CSIVolumeSource':
    'driver*:s;default="" fsType:s nodePublishSecretRef:#core/LocalObjectReference readOnly:b volumeAttributes:{}s',
  'core/CephFSVolumeSource':
    'monitors*:[]s;list=atomic path:s readOnly:b secretFile:s secretRef:#core/LocalObjectReference user:s',
  'core/CinderVolumeSource': 'fsType:s readOnly:b secretRef:#core/LocalObjectReference volumeID*:s;default=""',
  'core/ClusterTrustBundleProjection':
    'labelSelector:#meta/LabelSelector name:s optional:b path*:s;default="" signerName:s',
  'core/ConfigMapProjection': 'items:[]#core/KeyToPath;list=atomic name:s;default="" optional:b',
  'core/ConfigMapVolumeSource': 'defaultMode:i32 items:[]#core/KeyToPath;list=atomic name:s;default="" optional:b',
  'core/DownwardAPIProjection': 'items:[]#core/DownwardAPIVolumeFile;list=atomic',
  'core/DownwardAPIVolumeFile':
    'fieldRef:#core/ObjectFieldSelector mode:i32 path*:s;default="" resourceFieldRef:#core/ResourceFieldSelector',
  'core/DownwardAPIVolumeSource': 'defaultMode:i32 items:[]#core/DownwardAPIVolumeFile;list=atomic',
  'core/EmptyDirVolumeSource': 'medium:s sizeLimit:#resource/Quantity',
  'core/EphemeralVolumeSource': 'volumeClaimTemplate:#core/PersistentVolumeClaimTemplate',
  'core/FCVolumeSource': 'fsType:s lun:i32 readOnly:b targetWWNs:[]s;list=atomic wwids:[]s;list=atomic',
  'core/FlexVolumeSource': 'driver*:s;default="" fsType:s options:{}s readOnly:b secretRef:#core/LocalObjectReference',
  'core/FlockerVolumeSource': 'datasetName:s datasetUUID:s',
  'core/GCEPersistentDiskVolumeSource': 'fsType:s partition:i32 pdName*:s;default="" readOnly:b',
  'core/GitRepoVolumeSource': 'directory:s repository*:s;default="" revision:s',
  'core/GlusterfsVolumeSource': 'endpoints*:s;default="" path*:s;default="" readOnly:b',
  'core/HostPathVolumeSource':
    'path*:s;default="" type:s;enum=|BlockDevice|CharDevice|Directory|DirectoryOrCreate|File|FileOrCreate|Socket',
  'core/ISCSIVolumeSource':
    'chapAuthDiscovery:b chapAuthSession:b fsType:s initiatorName:s iqn*:s;default="" iscsiInterface:s;default="default" lun*:i32;default=0 portals:[]s;list=atomic readOnly:b secretRef:#core/LocalObjectReference targetPortal*:s;default=""',
  'core/ImageVolumeSource': 'pullPolicy:s;enum=Always|IfNotPresent|Never reference:s',
  'core/ImageVolumeStatus': 'imageRef*:s',
  'core/NFSVolumeSource': 'path*:s;default="" readOnly:b server*:s;default=""',
  'core/PersistentVolumeClaimSpec':
    'accessModes:[]s;enum=ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod;list=atomic dataSource:#core/TypedLocalObjectReference dataSourceRef:#core/TypedObjectReference resources:#core/VolumeResourceRequirements;default={} selector:#meta/LabelSelector storageClassName:s volumeAttributesClassName:s volumeMode:s;enum=Block|Filesystem volumeName:s',
  'core/PersistentVolumeClaimTemplate':
    'metadata:#meta/ObjectMeta;default={} spec*:#core/PersistentVolumeClaimSpec;default={}',
  'core/PersistentVolumeClaimVolumeSource': 'claimName*:s;default="" readOnly:b',
  'core/PhotonPersistentDiskVolumeSource': 'fsType:s pdID*:s;default=""',
  'core/PodCertificateProjection':
    'certificateChainPath:s credentialBundlePath:s keyPath:s keyType*:s maxExpirationSeconds:i32 signerName*:s userAnnotations:{}s',
  'core/PortworxVolumeSource': 'fsType:s readOnly:b volumeID*:s;default=""',
  'core/ProjectedVolumeSource': 'defaultMode:i32 sources:[]#core/VolumeProjection;list=atomic',
  'core/QuobyteVolumeSource': 'group:s readOnly:b registry*:s;default="" tenant:s user:s volume*:s;default=""',
  'core/RBDVolumeSource':
    'fsType:s image*:s;default="" keyring:s;default="/etc/ceph/keyring" monitors*:[]s;list=atomic pool:s;default="rbd" readOnly:b secretRef:#core/LocalObjectReference user:s;default="admin"',
  'core/ScaleIOVolumeSource':
    'fsType:s;default="xfs" gateway*:s;default="" protectionDomain:s readOnly:b secretRef*:#core/LocalObjectReference sslEnabled:b storageMode:s;default="ThinProvisioned" storagePool:s system*:s;default="" volumeName:s',
  'core/SecretProjection': 'items:[]#core/KeyToPath;list=atomic name:s;default="" optional:b',
  'core/SecretVolumeSource': 'defaultMode:i32 items:[]#core/KeyToPath;list=atomic optional:b secretName:s',
  'core/ServiceAccountTokenProjection': 'audience:s expirationSeconds:i64 path*:s;default=""',
  'core/StorageOSVolumeSource':
    'fsType:s readOnly:b secretRef:#core/LocalObjectReference volumeName:s volumeNamespace:s',
  'core/Volume':
    'awsElasticBlockStore:#core/AWSElasticBlockStoreVolumeSource azureDisk:#core/AzureDiskVolumeSource azureFile:#core/AzureFileVolumeSource cephfs:#core/CephFSVolumeSource cinder:#core/CinderVolumeSource configMap:#core/ConfigMapVolumeSource csi:#core/CSIVolumeSource downwardAPI:#core/DownwardAPIVolumeSource emptyDir:#core/EmptyDirVolumeSource ephemeral:#core/EphemeralVolumeSource fc:#core/FCVolumeSource flexVolume:#core/FlexVolumeSource flocker:#core/FlockerVolumeSource gcePersistentDisk:#core/GCEPersistentDiskVolumeSource gitRepo:#core/GitRepoVolumeSource glusterfs:#core/GlusterfsVolumeSource hostPath:#core/HostPathVolumeSource image:#core/ImageVolumeSource iscsi:#core/ISCSIVolumeSource name*:s;default="" nfs:#core/NFSVolumeSource persistentVolumeClaim:#core/PersistentVolumeClaimVolumeSource photonPersistentDisk:#core/PhotonPersistentDiskVolumeSource portworxVolume:#core/PortworxVolumeSource projected:#core/ProjectedVolumeSource quobyte:#core/QuobyteVolumeSource rbd:#core/RBDVolumeSource scaleIO:#core/ScaleIOVolumeSource secret:#core/SecretVolumeSource storageos:#core/StorageOSVolumeSource vsphereVolume:#core/VsphereVirtualDiskVolumeSource',
  'core/VolumeDevice': 'devicePath*:s;default="" name*:s;default=""',
  'core/VolumeMount':
    'mountPath*:s;default="" mountPropagation:s;enum=Bidirectional|HostToContainer|None name*:s;default="" readOnly:b recursiveReadOnly:s subPath:s subPathExpr:s',
  'core/VolumeMountStatus':
    'mountPath*:s;default="" name*:s;default="" readOnly:b recursiveReadOnly:s volumeStatus:#core/VolumeStatus',
  'core/VolumeProjection':
    'clusterTrustBundle:#core/ClusterTrustBundleProjection configMap:#core/ConfigMapProjection downwardAPI:#core/DownwardAPIProjection podCertificate:#core/PodCertificateProjection secret:#core/SecretProjection serviceAccountToken:#core/ServiceAccountTokenProjection',
  'core/VolumeResourceRequirements': 'limits:{}#resource/Quantity requests:{}#resource/Quantity',
  'core/VolumeStatus': 'image:#core/ImageVolumeStatus',
  'core/VsphereVirtualDiskVolumeSource': 'fsType:s storagePolicyID:s storagePolicyName:s volumePath*:s;default=""',
};
