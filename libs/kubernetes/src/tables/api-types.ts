// Written by scripts/generate-api-types.mjs: do not edit.

/**
 * The Go types of what can be written here, in Kubernetes 1.36, fields in the order they are written:
 * `name:type:o if left out when empty:patch strategy:merge key`.
 */
export const API_TYPES: Readonly<Record<string, string>> = {
  'v1.AWSElasticBlockStoreVolumeSource': 'volumeID:string fsType:string:o partition:int32:o readOnly:bool:o',
  'v1.Affinity': 'nodeAffinity:*v1.NodeAffinity:o podAffinity:*v1.PodAffinity:o podAntiAffinity:*v1.PodAntiAffinity:o',
  'v1.AppArmorProfile': 'type:v1.AppArmorProfileType localhostProfile:*string:o',
  'v1.AzureDiskVolumeSource':
    'diskName:string diskURI:string cachingMode:*v1.AzureDataDiskCachingMode:o fsType:*string:o readOnly:*bool:o kind:*v1.AzureDataDiskKind:o',
  'v1.AzureFileVolumeSource': 'secretName:string shareName:string readOnly:bool:o',
  'v1.CSIVolumeSource':
    'driver:string readOnly:*bool:o fsType:*string:o volumeAttributes:map[string]string:o nodePublishSecretRef:*v1.LocalObjectReference:o',
  'v1.Capabilities': 'add:[]v1.Capability:o drop:[]v1.Capability:o',
  'v1.CephFSVolumeSource':
    'monitors:[]string path:string:o user:string:o secretFile:string:o secretRef:*v1.LocalObjectReference:o readOnly:bool:o',
  'v1.CinderVolumeSource': 'volumeID:string fsType:string:o readOnly:bool:o secretRef:*v1.LocalObjectReference:o',
  'v1.ClientIPConfig': 'timeoutSeconds:*int32:o',
  'v1.ClusterTrustBundleProjection':
    'name:*string:o signerName:*string:o labelSelector:*v1.LabelSelector:o optional:*bool:o path:string',
  'v1.ConfigMapEnvSource': 'name:string:o optional:*bool:o',
  'v1.ConfigMapKeySelector': 'name:string:o key:string optional:*bool:o',
  'v1.ConfigMapProjection': 'name:string:o items:[]v1.KeyToPath:o optional:*bool:o',
  'v1.ConfigMapVolumeSource': 'name:string:o items:[]v1.KeyToPath:o defaultMode:*int32:o optional:*bool:o',
  'v1.Container':
    'name:string image:string:o command:[]string:o args:[]string:o workingDir:string:o ports:[]v1.ContainerPort:o:merge:containerPort envFrom:[]v1.EnvFromSource:o env:[]v1.EnvVar:o:merge:name resources:v1.ResourceRequirements:o resizePolicy:[]v1.ContainerResizePolicy:o restartPolicy:*v1.ContainerRestartPolicy:o restartPolicyRules:[]v1.ContainerRestartRule:o volumeMounts:[]v1.VolumeMount:o:merge:mountPath volumeDevices:[]v1.VolumeDevice:o:merge:devicePath livenessProbe:*v1.Probe:o readinessProbe:*v1.Probe:o startupProbe:*v1.Probe:o lifecycle:*v1.Lifecycle:o terminationMessagePath:string:o terminationMessagePolicy:v1.TerminationMessagePolicy:o imagePullPolicy:v1.PullPolicy:o securityContext:*v1.SecurityContext:o stdin:bool:o stdinOnce:bool:o tty:bool:o',
  'v1.ContainerPort': 'name:string:o hostPort:int32:o containerPort:int32 protocol:v1.Protocol:o hostIP:string:o',
  'v1.ContainerResizePolicy': 'resourceName:v1.ResourceName restartPolicy:v1.ResourceResizeRestartPolicy',
  'v1.ContainerRestartRule': 'action:v1.ContainerRestartRuleAction:o exitCodes:*v1.ContainerRestartRuleOnExitCodes:o',
  'v1.ContainerRestartRuleOnExitCodes': 'operator:v1.ContainerRestartRuleOnExitCodesOperator:o values:[]int32:o',
  'v1.Deployment':
    'kind:string:o apiVersion:string:o metadata:v1.ObjectMeta:o spec:v1.DeploymentSpec:o status:v1.DeploymentStatus:o',
  'v1.DeploymentCondition':
    'type:v1.DeploymentConditionType status:v1.ConditionStatus lastUpdateTime:v1.Time:o lastTransitionTime:v1.Time:o reason:string:o message:string:o',
  'v1.DeploymentSpec':
    'replicas:*int32:o selector:*v1.LabelSelector template:v1.PodTemplateSpec strategy:v1.DeploymentStrategy:o:retainKeys minReadySeconds:int32:o revisionHistoryLimit:*int32:o paused:bool:o progressDeadlineSeconds:*int32:o',
  'v1.DeploymentStatus':
    'observedGeneration:int64:o replicas:int32:o updatedReplicas:int32:o readyReplicas:int32:o availableReplicas:int32:o unavailableReplicas:int32:o terminatingReplicas:*int32:o conditions:[]v1.DeploymentCondition:o:merge:type collisionCount:*int32:o',
  'v1.DeploymentStrategy': 'type:v1.DeploymentStrategyType:o rollingUpdate:*v1.RollingUpdateDeployment:o',
  'v1.DownwardAPIProjection': 'items:[]v1.DownwardAPIVolumeFile:o',
  'v1.DownwardAPIVolumeFile':
    'path:string fieldRef:*v1.ObjectFieldSelector:o resourceFieldRef:*v1.ResourceFieldSelector:o mode:*int32:o',
  'v1.DownwardAPIVolumeSource': 'items:[]v1.DownwardAPIVolumeFile:o defaultMode:*int32:o',
  'v1.EmptyDirVolumeSource': 'medium:v1.StorageMedium:o sizeLimit:*resource.Quantity:o',
  'v1.EnvFromSource': 'prefix:string:o configMapRef:*v1.ConfigMapEnvSource:o secretRef:*v1.SecretEnvSource:o',
  'v1.EnvVar': 'name:string value:string:o valueFrom:*v1.EnvVarSource:o',
  'v1.EnvVarSource':
    'fieldRef:*v1.ObjectFieldSelector:o resourceFieldRef:*v1.ResourceFieldSelector:o configMapKeyRef:*v1.ConfigMapKeySelector:o secretKeyRef:*v1.SecretKeySelector:o fileKeyRef:*v1.FileKeySelector:o',
  'v1.EphemeralContainer':
    'name:string image:string:o command:[]string:o args:[]string:o workingDir:string:o ports:[]v1.ContainerPort:o:merge:containerPort envFrom:[]v1.EnvFromSource:o env:[]v1.EnvVar:o:merge:name resources:v1.ResourceRequirements:o resizePolicy:[]v1.ContainerResizePolicy:o restartPolicy:*v1.ContainerRestartPolicy:o restartPolicyRules:[]v1.ContainerRestartRule:o volumeMounts:[]v1.VolumeMount:o:merge:mountPath volumeDevices:[]v1.VolumeDevice:o:merge:devicePath livenessProbe:*v1.Probe:o readinessProbe:*v1.Probe:o startupProbe:*v1.Probe:o lifecycle:*v1.Lifecycle:o terminationMessagePath:string:o terminationMessagePolicy:v1.TerminationMessagePolicy:o imagePullPolicy:v1.PullPolicy:o securityContext:*v1.SecurityContext:o stdin:bool:o stdinOnce:bool:o tty:bool:o targetContainerName:string:o',
  'v1.EphemeralVolumeSource': 'volumeClaimTemplate:*v1.PersistentVolumeClaimTemplate:o',
  'v1.ExecAction': 'command:[]string:o',
  'v1.FCVolumeSource': 'targetWWNs:[]string:o lun:*int32:o fsType:string:o readOnly:bool:o wwids:[]string:o',
  'v1.FileKeySelector': 'volumeName:string path:string key:string optional:*bool:o',
  'v1.FlexVolumeSource':
    'driver:string fsType:string:o secretRef:*v1.LocalObjectReference:o readOnly:bool:o options:map[string]string:o',
  'v1.FlockerVolumeSource': 'datasetName:string:o datasetUUID:string:o',
  'v1.GCEPersistentDiskVolumeSource': 'pdName:string fsType:string:o partition:int32:o readOnly:bool:o',
  'v1.GRPCAction': 'port:int32 service:*string',
  'v1.GitRepoVolumeSource': 'repository:string revision:string:o directory:string:o',
  'v1.GlusterfsVolumeSource': 'endpoints:string path:string readOnly:bool:o',
  'v1.HTTPGetAction':
    'path:string:o port:intstr.IntOrString host:string:o scheme:v1.URIScheme:o httpHeaders:[]v1.HTTPHeader:o',
  'v1.HTTPHeader': 'name:string value:string',
  'v1.HostAlias': 'ip:string hostnames:[]string:o',
  'v1.HostPathVolumeSource': 'path:string type:*v1.HostPathType:o',
  'v1.ISCSIVolumeSource':
    'targetPortal:string iqn:string lun:int32 iscsiInterface:string:o fsType:string:o readOnly:bool:o portals:[]string:o chapAuthDiscovery:bool:o chapAuthSession:bool:o secretRef:*v1.LocalObjectReference:o initiatorName:*string:o',
  'v1.ImageVolumeSource': 'reference:string:o pullPolicy:v1.PullPolicy:o',
  'v1.KeyToPath': 'key:string path:string mode:*int32:o',
  'v1.LabelSelector': 'matchLabels:map[string]string:o matchExpressions:[]v1.LabelSelectorRequirement:o',
  'v1.LabelSelectorRequirement': 'key:string operator:v1.LabelSelectorOperator values:[]string:o',
  'v1.Lifecycle': 'postStart:*v1.LifecycleHandler:o preStop:*v1.LifecycleHandler:o stopSignal:*v1.Signal:o',
  'v1.LifecycleHandler':
    'exec:*v1.ExecAction:o httpGet:*v1.HTTPGetAction:o tcpSocket:*v1.TCPSocketAction:o sleep:*v1.SleepAction:o',
  'v1.LocalObjectReference': 'name:string:o',
  'v1.ManagedFieldsEntry':
    'manager:string:o operation:v1.ManagedFieldsOperationType:o apiVersion:string:o time:*v1.Time:o fieldsType:string:o fieldsV1:*v1.FieldsV1:o subresource:string:o',
  'v1.NFSVolumeSource': 'server:string path:string readOnly:bool:o',
  'v1.Namespace': 'kind:string:o apiVersion:string:o metadata:v1.ObjectMeta:o spec:v1.NamespaceSpec:o status:opaque:o',
  'v1.NamespaceSpec': 'finalizers:[]v1.FinalizerName:o',
  'v1.NodeAffinity':
    'requiredDuringSchedulingIgnoredDuringExecution:*v1.NodeSelector:o preferredDuringSchedulingIgnoredDuringExecution:[]v1.PreferredSchedulingTerm:o',
  'v1.NodeSelector': 'nodeSelectorTerms:[]v1.NodeSelectorTerm',
  'v1.NodeSelectorRequirement': 'key:string operator:v1.NodeSelectorOperator values:[]string:o',
  'v1.NodeSelectorTerm': 'matchExpressions:[]v1.NodeSelectorRequirement:o matchFields:[]v1.NodeSelectorRequirement:o',
  'v1.ObjectFieldSelector': 'apiVersion:string:o fieldPath:string',
  'v1.ObjectMeta':
    'name:string:o generateName:string:o namespace:string:o selfLink:string:o uid:types.UID:o resourceVersion:string:o generation:int64:o creationTimestamp:v1.Time:o deletionTimestamp:*v1.Time:o deletionGracePeriodSeconds:*int64:o labels:map[string]string:o annotations:map[string]string:o ownerReferences:[]v1.OwnerReference:o:merge:uid finalizers:[]string:o:merge managedFields:[]v1.ManagedFieldsEntry:o',
  'v1.OwnerReference':
    'apiVersion:string kind:string name:string uid:types.UID controller:*bool:o blockOwnerDeletion:*bool:o',
  'v1.PersistentVolumeClaimSpec':
    'accessModes:[]v1.PersistentVolumeAccessMode:o selector:*v1.LabelSelector:o resources:v1.VolumeResourceRequirements:o volumeName:string:o storageClassName:*string:o volumeMode:*v1.PersistentVolumeMode:o dataSource:*v1.TypedLocalObjectReference:o dataSourceRef:*v1.TypedObjectReference:o volumeAttributesClassName:*string:o',
  'v1.PersistentVolumeClaimTemplate': 'metadata:v1.ObjectMeta:o spec:v1.PersistentVolumeClaimSpec',
  'v1.PersistentVolumeClaimVolumeSource': 'claimName:string readOnly:bool:o',
  'v1.PhotonPersistentDiskVolumeSource': 'pdID:string fsType:string:o',
  'v1.Pod': 'kind:string:o apiVersion:string:o metadata:v1.ObjectMeta:o spec:v1.PodSpec:o status:opaque:o',
  'v1.PodAffinity':
    'requiredDuringSchedulingIgnoredDuringExecution:[]v1.PodAffinityTerm:o preferredDuringSchedulingIgnoredDuringExecution:[]v1.WeightedPodAffinityTerm:o',
  'v1.PodAffinityTerm':
    'labelSelector:*v1.LabelSelector:o namespaces:[]string:o topologyKey:string namespaceSelector:*v1.LabelSelector:o matchLabelKeys:[]string:o mismatchLabelKeys:[]string:o',
  'v1.PodAntiAffinity':
    'requiredDuringSchedulingIgnoredDuringExecution:[]v1.PodAffinityTerm:o preferredDuringSchedulingIgnoredDuringExecution:[]v1.WeightedPodAffinityTerm:o',
  'v1.PodCertificateProjection':
    'signerName:string:o keyType:string:o maxExpirationSeconds:*int32:o credentialBundlePath:string:o keyPath:string:o certificateChainPath:string:o userAnnotations:map[string]string:o',
  'v1.PodDNSConfig': 'nameservers:[]string:o searches:[]string:o options:[]v1.PodDNSConfigOption:o',
  'v1.PodDNSConfigOption': 'name:string:o value:*string:o',
  'v1.PodOS': 'name:v1.OSName',
  'v1.PodReadinessGate': 'conditionType:v1.PodConditionType',
  'v1.PodResourceClaim': 'name:string resourceClaimName:*string:o resourceClaimTemplateName:*string:o',
  'v1.PodSchedulingGate': 'name:string',
  'v1.PodSchedulingGroup': 'podGroupName:*string:o',
  'v1.PodSecurityContext':
    'seLinuxOptions:*v1.SELinuxOptions:o windowsOptions:*v1.WindowsSecurityContextOptions:o runAsUser:*int64:o runAsGroup:*int64:o runAsNonRoot:*bool:o supplementalGroups:[]int64:o supplementalGroupsPolicy:*v1.SupplementalGroupsPolicy:o fsGroup:*int64:o sysctls:[]v1.Sysctl:o fsGroupChangePolicy:*v1.PodFSGroupChangePolicy:o seccompProfile:*v1.SeccompProfile:o appArmorProfile:*v1.AppArmorProfile:o seLinuxChangePolicy:*v1.PodSELinuxChangePolicy:o',
  'v1.PodSpec':
    'volumes:[]v1.Volume:o:merge,retainKeys:name initContainers:[]v1.Container:o:merge:name containers:[]v1.Container::merge:name ephemeralContainers:[]v1.EphemeralContainer:o:merge:name restartPolicy:v1.RestartPolicy:o terminationGracePeriodSeconds:*int64:o activeDeadlineSeconds:*int64:o dnsPolicy:v1.DNSPolicy:o nodeSelector:map[string]string:o serviceAccountName:string:o serviceAccount:string:o automountServiceAccountToken:*bool:o nodeName:string:o hostNetwork:bool:o hostPID:bool:o hostIPC:bool:o shareProcessNamespace:*bool:o securityContext:*v1.PodSecurityContext:o imagePullSecrets:[]v1.LocalObjectReference:o:merge:name hostname:string:o subdomain:string:o affinity:*v1.Affinity:o schedulerName:string:o tolerations:[]v1.Toleration:o hostAliases:[]v1.HostAlias:o:merge:ip priorityClassName:string:o priority:*int32:o dnsConfig:*v1.PodDNSConfig:o readinessGates:[]v1.PodReadinessGate:o runtimeClassName:*string:o enableServiceLinks:*bool:o preemptionPolicy:*v1.PreemptionPolicy:o overhead:v1.ResourceList:o topologySpreadConstraints:[]v1.TopologySpreadConstraint:o:merge:topologyKey setHostnameAsFQDN:*bool:o os:*v1.PodOS:o hostUsers:*bool:o schedulingGates:[]v1.PodSchedulingGate:o:merge:name resourceClaims:[]v1.PodResourceClaim:o:merge,retainKeys:name resources:*v1.ResourceRequirements:o hostnameOverride:*string:o schedulingGroup:*v1.PodSchedulingGroup:o',
  'v1.PodTemplateSpec': 'metadata:v1.ObjectMeta:o spec:v1.PodSpec:o',
  'v1.PortworxVolumeSource': 'volumeID:string fsType:string:o readOnly:bool:o',
  'v1.PreferredSchedulingTerm': 'weight:int32 preference:v1.NodeSelectorTerm',
  'v1.Probe':
    'exec:*v1.ExecAction:o httpGet:*v1.HTTPGetAction:o tcpSocket:*v1.TCPSocketAction:o grpc:*v1.GRPCAction:o initialDelaySeconds:int32:o timeoutSeconds:int32:o periodSeconds:int32:o successThreshold:int32:o failureThreshold:int32:o terminationGracePeriodSeconds:*int64:o',
  'v1.ProjectedVolumeSource': 'sources:[]v1.VolumeProjection defaultMode:*int32:o',
  'v1.QuobyteVolumeSource':
    'registry:string volume:string readOnly:bool:o user:string:o group:string:o tenant:string:o',
  'v1.RBDVolumeSource':
    'monitors:[]string image:string fsType:string:o pool:string:o user:string:o keyring:string:o secretRef:*v1.LocalObjectReference:o readOnly:bool:o',
  'v1.ResourceClaim': 'name:string request:string:o',
  'v1.ResourceFieldSelector': 'containerName:string:o resource:string divisor:resource.Quantity:o',
  'v1.ResourceRequirements': 'limits:v1.ResourceList:o requests:v1.ResourceList:o claims:[]v1.ResourceClaim:o',
  'v1.RollingUpdateDeployment': 'maxUnavailable:*intstr.IntOrString:o maxSurge:*intstr.IntOrString:o',
  'v1.SELinuxOptions': 'user:string:o role:string:o type:string:o level:string:o',
  'v1.Scale': 'kind:string:o apiVersion:string:o metadata:v1.ObjectMeta:o spec:v1.ScaleSpec:o status:opaque:o',
  'v1.ScaleIOVolumeSource':
    'gateway:string system:string secretRef:*v1.LocalObjectReference sslEnabled:bool:o protectionDomain:string:o storagePool:string:o storageMode:string:o volumeName:string:o fsType:string:o readOnly:bool:o',
  'v1.ScaleSpec': 'replicas:int32:o',
  'v1.SeccompProfile': 'type:v1.SeccompProfileType localhostProfile:*string:o',
  'v1.SecretEnvSource': 'name:string:o optional:*bool:o',
  'v1.SecretKeySelector': 'name:string:o key:string optional:*bool:o',
  'v1.SecretProjection': 'name:string:o items:[]v1.KeyToPath:o optional:*bool:o',
  'v1.SecretVolumeSource': 'secretName:string:o items:[]v1.KeyToPath:o defaultMode:*int32:o optional:*bool:o',
  'v1.SecurityContext':
    'capabilities:*v1.Capabilities:o privileged:*bool:o seLinuxOptions:*v1.SELinuxOptions:o windowsOptions:*v1.WindowsSecurityContextOptions:o runAsUser:*int64:o runAsGroup:*int64:o runAsNonRoot:*bool:o readOnlyRootFilesystem:*bool:o allowPrivilegeEscalation:*bool:o procMount:*v1.ProcMountType:o seccompProfile:*v1.SeccompProfile:o appArmorProfile:*v1.AppArmorProfile:o',
  'v1.Service': 'kind:string:o apiVersion:string:o metadata:v1.ObjectMeta:o spec:v1.ServiceSpec:o status:opaque:o',
  'v1.ServiceAccountTokenProjection': 'audience:string:o expirationSeconds:*int64:o path:string',
  'v1.ServicePort':
    'name:string:o protocol:v1.Protocol:o appProtocol:*string:o port:int32 targetPort:intstr.IntOrString:o nodePort:int32:o',
  'v1.ServiceSpec':
    'ports:[]v1.ServicePort:o:merge:port selector:map[string]string:o clusterIP:string:o clusterIPs:[]string:o type:v1.ServiceType:o externalIPs:[]string:o sessionAffinity:v1.ServiceAffinity:o loadBalancerIP:string:o loadBalancerSourceRanges:[]string:o externalName:string:o externalTrafficPolicy:v1.ServiceExternalTrafficPolicy:o healthCheckNodePort:int32:o publishNotReadyAddresses:bool:o sessionAffinityConfig:*v1.SessionAffinityConfig:o ipFamilies:[]v1.IPFamily:o ipFamilyPolicy:*v1.IPFamilyPolicy:o allocateLoadBalancerNodePorts:*bool:o loadBalancerClass:*string:o internalTrafficPolicy:*v1.ServiceInternalTrafficPolicy:o trafficDistribution:*string:o',
  'v1.SessionAffinityConfig': 'clientIP:*v1.ClientIPConfig:o',
  'v1.SleepAction': 'seconds:int64',
  'v1.StorageOSVolumeSource':
    'volumeName:string:o volumeNamespace:string:o fsType:string:o readOnly:bool:o secretRef:*v1.LocalObjectReference:o',
  'v1.Sysctl': 'name:string value:string',
  'v1.TCPSocketAction': 'port:intstr.IntOrString host:string:o',
  'v1.Toleration':
    'key:string:o operator:v1.TolerationOperator:o value:string:o effect:v1.TaintEffect:o tolerationSeconds:*int64:o',
  'v1.TopologySpreadConstraint':
    'maxSkew:int32 topologyKey:string whenUnsatisfiable:v1.UnsatisfiableConstraintAction labelSelector:*v1.LabelSelector:o minDomains:*int32:o nodeAffinityPolicy:*v1.NodeInclusionPolicy:o nodeTaintsPolicy:*v1.NodeInclusionPolicy:o matchLabelKeys:[]string:o',
  'v1.TypedLocalObjectReference': 'apiGroup:*string kind:string name:string',
  'v1.TypedObjectReference': 'apiGroup:*string kind:string name:string namespace:*string:o',
  'v1.Volume':
    'name:string hostPath:*v1.HostPathVolumeSource:o emptyDir:*v1.EmptyDirVolumeSource:o gcePersistentDisk:*v1.GCEPersistentDiskVolumeSource:o awsElasticBlockStore:*v1.AWSElasticBlockStoreVolumeSource:o gitRepo:*v1.GitRepoVolumeSource:o secret:*v1.SecretVolumeSource:o nfs:*v1.NFSVolumeSource:o iscsi:*v1.ISCSIVolumeSource:o glusterfs:*v1.GlusterfsVolumeSource:o persistentVolumeClaim:*v1.PersistentVolumeClaimVolumeSource:o rbd:*v1.RBDVolumeSource:o flexVolume:*v1.FlexVolumeSource:o cinder:*v1.CinderVolumeSource:o cephfs:*v1.CephFSVolumeSource:o flocker:*v1.FlockerVolumeSource:o downwardAPI:*v1.DownwardAPIVolumeSource:o fc:*v1.FCVolumeSource:o azureFile:*v1.AzureFileVolumeSource:o configMap:*v1.ConfigMapVolumeSource:o vsphereVolume:*v1.VsphereVirtualDiskVolumeSource:o quobyte:*v1.QuobyteVolumeSource:o azureDisk:*v1.AzureDiskVolumeSource:o photonPersistentDisk:*v1.PhotonPersistentDiskVolumeSource:o projected:*v1.ProjectedVolumeSource:o portworxVolume:*v1.PortworxVolumeSource:o scaleIO:*v1.ScaleIOVolumeSource:o storageos:*v1.StorageOSVolumeSource:o csi:*v1.CSIVolumeSource:o ephemeral:*v1.EphemeralVolumeSource:o image:*v1.ImageVolumeSource:o',
  'v1.VolumeDevice': 'name:string devicePath:string',
  'v1.VolumeMount':
    'name:string readOnly:bool:o recursiveReadOnly:*v1.RecursiveReadOnlyMode:o mountPath:string subPath:string:o mountPropagation:*v1.MountPropagationMode:o subPathExpr:string:o',
  'v1.VolumeProjection':
    'secret:*v1.SecretProjection:o downwardAPI:*v1.DownwardAPIProjection:o configMap:*v1.ConfigMapProjection:o serviceAccountToken:*v1.ServiceAccountTokenProjection:o clusterTrustBundle:*v1.ClusterTrustBundleProjection:o podCertificate:*v1.PodCertificateProjection:o',
  'v1.VolumeResourceRequirements': 'limits:v1.ResourceList:o requests:v1.ResourceList:o',
  'v1.VsphereVirtualDiskVolumeSource':
    'volumePath:string fsType:string:o storagePolicyName:string:o storagePolicyID:string:o',
  'v1.WeightedPodAffinityTerm': 'weight:int32 podAffinityTerm:v1.PodAffinityTerm',
  'v1.WindowsSecurityContextOptions':
    'gmsaCredentialSpecName:*string:o gmsaCredentialSpec:*string:o runAsUserName:*string:o hostProcess:*bool:o',
};
